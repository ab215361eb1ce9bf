// tests/support/seed.ts — PJ_TEST_SEED=N repeats a failing law; fast-check prints the seed it failed with.
import fc from "fast-check";

const given = process.env["PJ_TEST_SEED"];
if (given !== undefined) fc.configureGlobal({ seed: Number(given) });
