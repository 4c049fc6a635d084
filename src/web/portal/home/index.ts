import type { Hono } from 'hono';
import type { PortalEnv } from '../context.ts';
import { addHomePage } from './home-page.tsx';
import { addSwitch } from './switch.ts';

export function addHome(app: Hono<PortalEnv>): void {
  addHomePage(app);
  addSwitch(app);
}
