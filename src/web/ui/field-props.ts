import type { Child } from 'hono/jsx';

export interface Option {
  value: string;
  label: string;
  /** Under the label of a radio or checkbox. */
  hint?: string | undefined;
  disabled?: boolean | undefined;
}

interface Common {
  name: string;
  label: Child;
  hint?: Child;
  /** Taken from the form's errors unless given. */
  error?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  autofocus?: boolean | undefined;
}

export interface InputProps extends Common {
  type?: 'text' | 'password' | 'email' | 'url' | 'number' | 'search' | 'tel' | 'date' | 'file' | undefined;
  /** Taken from the form's values unless given. */
  value?: string | number | undefined;
  autocomplete?: string | undefined;
  placeholder?: string | undefined;
  inputmode?: 'numeric' | 'decimal' | 'text' | 'email' | 'url' | undefined;
  min?: number | string | undefined;
  max?: number | string | undefined;
  step?: number | 'any' | undefined;
  minlength?: number | undefined;
  maxlength?: number | undefined;
  pattern?: string | undefined;
  accept?: string | undefined;
  /** Words after the input, as a unit. */
  unit?: string | undefined;
  /** `short` for numbers and codes. */
  width?: 'short' | undefined;
}

export interface TextareaProps extends Common {
  type: 'textarea';
  value?: string | undefined;
  rows?: number | undefined;
  maxlength?: number | undefined;
  placeholder?: string | undefined;
  /** For JSON and the like. */
  mono?: boolean | undefined;
}

export interface SelectProps extends Common {
  type: 'select';
  options: Option[];
  value?: string | undefined;
  /** First line that chooses nothing. */
  none?: string | undefined;
  /** Sends its form when changed (autosubmit.js). */
  autosubmit?: boolean | undefined;
}

export interface CheckboxProps extends Common {
  type: 'checkbox';
  /** What is sent when it is set; `on` unless told. */
  value?: string | undefined;
  checked?: boolean | undefined;
}

/** One of several. */
export interface RadioProps extends Common {
  type: 'radio';
  options: Option[];
  value?: string | undefined;
}

/** Any of several; sent under one name, several times. */
export interface CheckboxesProps extends Common {
  type: 'checkboxes';
  options: Option[];
  value?: string[] | undefined;
}

export type FieldProps = InputProps | TextareaProps | SelectProps | CheckboxProps | RadioProps | CheckboxesProps;
