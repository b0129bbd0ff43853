export type { CheckName, CheckResult } from './check-case.ts';
export { type ConformanceCase, conformanceCases } from './conformance-cases.ts';
export type { ConformanceReport, ConformanceResult, Gap } from './conformance-report.ts';
export { describeConformance, type TestRunner } from './describe-conformance.ts';
export { type RunConformanceOptions, runConformance } from './run-conformance.ts';
export { supportTable } from './support-table.ts';
