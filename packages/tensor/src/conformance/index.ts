export type { CheckName, CheckResult } from './check.ts';
export { type ConformanceCase, conformanceCases } from './conformance-cases.ts';
export type { ConformanceReport, ConformanceResult, Gap } from './conformance-report.ts';
export { type DescribeConformanceOptions, describeConformance } from './describe-conformance.ts';
export { type RunConformanceOptions, runConformance } from './run-conformance.ts';
export { supportTable } from './support-table.ts';
export { wasmGaps } from './wasm-gaps.ts';
