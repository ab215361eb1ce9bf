// flow/details.ts — what a table of projects says of each of them, beyond the manifest.
import type { Client } from "../api/client.ts";

/** Who is asked. */
export type Attachments = Pick<Client, "attachment">;

/** The columns, as the canonical table names them. */
export const detailNames = ["unit", "content", "investment", "funding", "deadline"] as const;

/** Empty where the table says nothing. */
export type ProjectDetails = Readonly<Record<(typeof detailNames)[number], string>>;

/** By project number. */
export type Details = ReadonlyMap<number, ProjectDetails>;

/**
 * Or why there are none: nothing is attached, the server was not reached or does not give it now, or what it gave is
 * not what the manifest names.
 */
export type DetailsAnswer = Details | "none" | "unreachable" | "refused" | "differs";
