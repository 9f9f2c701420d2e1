export { inputsOf } from './inputs.ts';
export { faultOf, refusalOf, wordsIn, type Answer } from './judge.ts';
export { callOf, proceduresOf, type Call, type Procedure } from './procedures.ts';
export { takes, type Seen } from './values.ts';
export { fuzz, type Caller, type Fuzzing, type Tally } from './run.ts';
export { requestsOf } from './requests.ts';
