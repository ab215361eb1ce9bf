// i18n/en_found.ts — what is said when a congress is founded, in English.
import type { FoundWords } from "./zh_found.ts";

export const found: FoundWords = {
    title: "Found a congress",
    explain:
        "A congress is made on this server. Then this page gives the setup code and the addresses of all pages.",
    name: "Name of the congress",
    name2: "Name in the second language (may be left out)",
    kind: "What for",
    kinds: {
        real: { name: "A real vote", say: "It cannot become a rehearsal later." },
        rehearsal: {
            name: "A rehearsal",
            say: "The same pages, each marked as a rehearsal, and nothing counts. When it is done it can be ended, and the real congress founded.",
        },
    },
    names: "Names and addresses of this server, one a line",
    namesSay:
        "Devices open the pages by them, and the certificate has them. These were found on this machine.",
    before: "The hall's certificate of the rehearsal stays; devices need no new one.",
    go: "Found the congress",
    working: "Making it…",
    missing: "Give a name, and leave one address at least",
    noCode: {
        what: "This address is not complete",
        todo: "Please open the whole link that the server printed.",
    },
    wrongCode: {
        what: "Not the right link, or the congress is founded already",
        todo: "Please compare it with what the server printed.",
    },
    unreachable: {
        what: "The server cannot be reached",
        todo: "See that the program still runs, and try again.",
    },
    refused: { what: "It was not made", todo: "Put it right as said below, and try again." },
    server: "The server says:",
    done: {
        what: "The congress is founded",
        todo: "This is shown once. Write it down or print it, for those who set up the vote.",
    },
    code: "Setup code",
    codeSay: "For those who set up the vote. With it one posts list and round, and seals nothing.",
    congress: "Number of the congress",
    authority: "Fingerprint of the hall's certificate",
    certificate: "Fingerprint of the server's certificate",
    compare: "Compare it with what devices show.",
    links: "Open from here",
    next: "In a few seconds the server runs at its new address. Give the devices the hall's certificate, then open the page for setting up.",
    print: "Print this page",
};
