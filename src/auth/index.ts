export { ACTIONS, type Action, authorize, can, type Owned } from './abilities.ts';
