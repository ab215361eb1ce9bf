// rooms/setup/page.ts — what every page of the setting up is given.
import type { Bytes } from "../../basics/bytes.ts";
import type { KeyTrouble, NewPerson, OwnKeys } from "./own_keys.ts";
import type { WizardState } from "./state.ts";
import type { Wizard } from "./wizard.ts";

type Acts = Pick<
    Wizard,
    | "change"
    | "compose"
    | "drop"
    | "endRehearsal"
    | "enter"
    | "handIn"
    | "keepNames"
    | "post"
    | "postEnrolment"
    | "preflight"
    | "readMethod"
    | "readProjects"
    | "readRoll"
>;

export interface SetupActs extends Acts {
    readonly makeKeys: (
        person: NewPerson,
        onProgress: (part: number) => void,
    ) => Promise<OwnKeys | KeyTrouble | "unreachable">;
    readonly openKeys: (
        file: Bytes,
        passphrase: string,
        onProgress: (part: number) => void,
    ) => Promise<OwnKeys | KeyTrouble | "unreachable">;
    /** To this device's disk. */
    readonly save: (name: string, content: Bytes) => void;
    readonly print: () => void;
}

export interface PageProps {
    readonly state: WizardState;
    readonly acts: SetupActs;
}
