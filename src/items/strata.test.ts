import { expect, it } from 'vitest'
import { ownStrata, stratumOf } from './strata.ts'

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  '%s is a stratum only of an item that has it',
  (name) => {
    const without = { theme: 'dosing' }
    const having = JSON.parse(`{"${name}": "a value"}`)
    expect([stratumOf(without, name), stratumOf(having, name)]).toEqual([null, 'a value'])
    expect([ownStrata(without)[name], ownStrata(having)[name]]).toEqual([undefined, 'a value'])
    expect(ownStrata(without)).toEqual(without)
  },
)
