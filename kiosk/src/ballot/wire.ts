// ballot/wire.ts — tags, versions, entry types and sizes (PROTOCOL §2, §14, §15).

export const formatVersion = 1;

export const tags = {
    attachment: "piaojue/v1/attachment",
    ballot: "piaojue/v1/ballot",
    ballotSeed: "piaojue/v1/ballot-seed",
    cardChecksum: "piaojue/v1/card-checksum",
    cast: "piaojue/v1/cast",
    claim: "piaojue/v1/claim",
    congress: "piaojue/v1/congress",
    declare: "piaojue/v1/declare",
    doubtful: "piaojue/v1/doubtful",
    enrol: "piaojue/v1/enrol",
    enrolCosigner: "piaojue/v1/enrol-cosigner",
    enrolment: "piaojue/v1/enrolment",
    exchange: "piaojue/v1/exchange",
    handBack: "piaojue/v1/hand-back",
    identity: "piaojue/v1/identity",
    issue: "piaojue/v1/issue",
    manifest: "piaojue/v1/manifest",
    paper: "piaojue/v1/paper",
    paperBatch: "piaojue/v1/paper-batch",
    paperCount: "piaojue/v1/paper-count",
    paperToken: "piaojue/v1/paper-token",
    promise: "piaojue/v1/promise",
    query: "piaojue/v1/query",
    refusal: "piaojue/v1/refusal",
    result: "piaojue/v1/result",
    roll: "piaojue/v1/roll",
    statement: "piaojue/v1/statement",
    slip: "piaojue/v1/slip",
    slipCode: "piaojue/v1/slip-code",
    slipSeed: "piaojue/v1/slip-seed",
    token: "piaojue/v1/token",
    tokenSeed: "piaojue/v1/token-seed",
    void: "piaojue/v1/void",
} as const;

/** The session of a ballot's proof, PROTOCOL §8.3. */
export const ballotSession = "PIAOJUE-V01-DSFS-with-sigma-proofs_Shake128_ristretto255-ballot";

export const entryTypes = {
    congress: 0x01,
    enrolment: 0x02,
    roll: 0x04,
    manifest: 0x05,
    attachment: 0x06,
    statement: 0x07,
    issuance: 0x08,
    ballot: 0x09,
    handBack: 0x0a,
    exchange: 0x0b,
    opened: 0x0c,
    closing: 0x0e,
    cosigned: 0x0f,
    share: 0x10,
    result: 0x11,
    paperBatch: 0x12,
    declaration: 0x13,
    claim: 0x14,
} as const;

export const hashBytes = 32;
export const seedBytes = 32;
export const prefixBytes = 32;
export const tokenBytes = 419;
export const issueRequestBytes = 487;
export const issueAnswerBytes = 387;
export const handBackBytes = 550;
export const promiseBytes = 130;
export const openedBytes = 68;
export const openedPerDue = 4;
export const deputiesMax = 10_000;
export const personsMax = 1_000;
export const personNameBytesMax = 100;
export const tellersMax = 32;
export const slipsMax = 10_000;
export const projectsMax = 100;
export const reasonBytesMax = 200;
/** By one statement. */
export const slipsVoidedMax = 1000;
/** Of a round (PROTOCOL §11.8). */
export const batchesMax = 200;
/** Of any number of sheets, and of used slips: as many as there are deputies. */
export const sheetsMax = 10_000;
export const attachmentsMax = 16;
export const attachmentBytesMax = 1024 * 1024;
