// ballot/passphrase.ts — what is asked of a passphrase that a person chooses for a new key file (docs/adr/0029).
// A file that is there opens under whatever sealed it.
const charactersMin = 10;

export function isLongEnough(passphrase: string): boolean {
    return Array.from(passphrase).length >= charactersMin;
}
