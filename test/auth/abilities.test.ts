import { describe, expect, it } from 'vitest';
import { abilityTable, ACTIONS, can, grantable, rolesFor } from '../../src/auth/index.ts';

describe('who may do what', () => {
  it('is told area by area, each action once, in both languages', () => {
    const told = abilityTable().flatMap((area) => area.actions);
    expect(told.map((each) => each.action).sort()).toEqual([...ACTIONS].sort());
    for (const { title } of [...abilityTable(), ...told]) {
      expect(title.zh).toMatch(/\p{Script=Han}/u);
      expect(title.en).toMatch(/^[A-Z][A-Za-z ,-]+$/);
    }
  });

  it('is what is granted', () => {
    for (const { action, roles, affiliate, machine } of abilityTable().flatMap((area) => area.actions)) {
      expect(rolesFor(action)).toEqual(roles);
      expect(grantable({ kind: 'affiliate' }).includes(action)).toBe(affiliate);
      expect(grantable({ kind: 'machine' }).includes(action)).toBe(machine);
      expect(can({ kind: 'affiliate', affiliateId: 1, scopes: null }, action, { affiliateId: 1 })).toBe(affiliate);
      expect(can({ kind: 'affiliate', affiliateId: 1, scopes: null }, action, { affiliateId: 2 })).toBe(false);
    }
  });
});
