// i18n/en_rooms.ts — what is said on the list of rooms, in English.
import type { RoomsWords } from "./zh_rooms.ts";

export const rooms: RoomsWords = {
    title: "All pages",
    explain: "Pages of one server, each with its own use.",
    sample: {
        what: "This is a sample congress: its roll, ballots and counts are simulated",
        todo: "Please try every page. To vote yourself, use the link that was printed at the start: it carries the card of one deputy.",
    },
    rooms: {
        public: {
            name: "Public page",
            whom: "For everybody: how the vote stands, and after the announcement the result, one's own ballot, the record.",
        },
        vote: {
            name: "Vote",
            whom: "For deputies: receive, mark and cast a ballot on one's own phone or tablet.",
        },
        booth: {
            name: "Booth",
            whom: "For deputies without a device of their own: a shared machine that takes the slip they drew.",
        },
        check: {
            name: "Check a ballot",
            whom: "For a deputy's second device: whether the voting device seals what was marked.",
        },
        hall: {
            name: "Screen of the hall",
            whom: "For all in the hall: the big screen before and during the vote, and at the result.",
        },
        desk: {
            name: "Check-in",
            whom: "For officials at the door: cards, who has come and who has left.",
        },
        official: {
            name: "Official's console",
            whom: "For officials and scrutineers: the course of the day, and the acts that two people sign.",
        },
        setup: {
            name: "Setting up",
            whom: "For the secretariat: people, roll, projects, method and the round drafted, step by step.",
        },
        trust: {
            name: "The hall's certificate",
            whom: "For every device that people bring: so that its browser knows the hall's server.",
        },
    },
};
