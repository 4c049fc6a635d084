import type { Child } from 'hono/jsx';
import { cx, type Tone } from './tone.ts';

export interface CardProps {
  title?: Child;
  /** Heading level of the title; 2 unless told. */
  level?: 2 | 3 | undefined;
  actions?: Child;
  /** Colours the edge: for a card that asks for something. */
  tone?: Tone | undefined;
  id?: string | undefined;
  /** Further classes. */
  class?: string | undefined;
  children?: Child;
}

export function Card(props: CardProps) {
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section class={cx('card', props.tone && `edge ${props.tone}`, props.class)} id={props.id}>
      {(props.title || props.actions) && (
        <div class="spread card-head">
          {props.title && <Heading>{props.title}</Heading>}
          {props.actions && <div class="row">{props.actions}</div>}
        </div>
      )}
      {props.children}
    </section>
  );
}

export interface SectionProps {
  title: Child;
  lead?: Child;
  actions?: Child;
  id?: string | undefined;
  level?: 2 | 3 | undefined;
  children?: Child;
}

/** A part of a page under its own heading, without a box. */
export function Section(props: SectionProps) {
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section class="section" id={props.id}>
      <div class="spread section-head">
        <div>
          <Heading>{props.title}</Heading>
          {props.lead && <p class="dim">{props.lead}</p>}
        </div>
        {props.actions && <div class="row">{props.actions}</div>}
      </div>
      {props.children}
    </section>
  );
}
