// i18n/en_setup_method.ts — the questions of the voting method and their answers, in English.
import type { methodZh } from "./zh_setup_method.ts";

export const method: typeof methodZh = {
    explain:
        "Five questions settle the method. Take the given answer where you are not sure; each says what it means.",
    needProjects: "First import the projects: the method is checked against their number.",
    presets: "Begin with",
    preset: {
        default: { name: "The default", say: "Choose up to so many; a majority of all." },
        three_way: {
            name: "Three-way",
            say: "Approve, oppose or abstain on each; a majority of all.",
        },
        equal_number: {
            name: "Equal number",
            say: "As many candidates as places; without a majority a place stays vacant.",
        },
    },
    places: {
        name: "How many are to be chosen",
        say: (projects, places) =>
            places > projects
                ? `There are ${projects} candidates only, too few for ${places} places.`
                : places === projects
                  ? `${projects} candidates for ${places} places: an equal number.`
                  : `${places} of ${projects} candidates.`,
    },
    ballot: {
        name: "How a ballot is marked",
        choose_up_to: {
            name: "Choose up to so many",
            say: "Fewer is valid; more cannot be marked.",
        },
        choose_exactly: {
            name: "Choose exactly so many",
            say: "One fewer cannot be cast; none at all is a blank ballot.",
        },
        three_way: {
            name: "Each project",
            say: "Approve, oppose or abstain on each, any number of approvals.",
        },
        three_way_capped: {
            name: "Each project, approvals capped",
            say: "Approve, oppose or abstain on each, up to so many approvals.",
        },
    },
    cap: {
        name: "Approvals at most",
        exact: "Approvals exactly",
        say: "Usually the number of places.",
    },
    threshold: {
        name: "What is needed to be chosen",
        half: { name: "A majority", say: "More than one half." },
        two_thirds: { name: "Two thirds", say: "Two thirds or more." },
        none: { name: "No threshold", say: "Those with most votes; one vote at least." },
        other: { name: "Another", say: "The fraction that the text of the method has." },
    },
    base: {
        name: "Of whom",
        all: {
            name: "All deputies",
            say: "All who are due; who stays away does not approve. The rule of the statutes.",
        },
        present: { name: "Those present", say: "Who came to the meeting." },
        returned: { name: "Ballots returned", say: "Who hands in nothing does not count." },
        valid: { name: "Valid ballots", say: "Nor do void ballots." },
    },
    tie: {
        name: "A tie across the last place",
        runoff: {
            name: "Another round",
            say: "Among the tied projects. The rule of the statutes.",
        },
        presidium: {
            name: "The presidium decides",
            say: "The place stays open until the presidium says.",
        },
        include_all: { name: "All are chosen", say: "May be more than places." },
        ballot_order: { name: "Order of the ballot", say: "The first on the ballot is chosen." },
        exclude: { name: "None is chosen", say: "May be fewer than places." },
    },
    shortfall: {
        name: "Too few pass",
        presidium: {
            name: "The presidium decides",
            say: "Whether another round is held for the places left.",
        },
        further_round: { name: "Another round", say: "For the places left." },
        vacant: { name: "They stay vacant", say: "Nobody is added." },
        fill_by_rank: {
            name: "Filled by votes",
            say: "Also by those that missed the threshold.",
        },
    },
    more: "The rest",
    moreSay: "Filled in as is usual; seldom to be changed.",
    title: "Name of the method",
    body: {
        name: "Who votes",
        plenary: { name: "The plenary", say: "All deputies of the congress." },
        standing_committee: {
            name: "The standing committee",
            say: "A meeting of the standing committee.",
        },
        residents: { name: "Residents", say: "They recommend." },
    },
    blank: {
        name: "A ballot without a mark",
        abstain: { name: "Valid, abstains", say: "An abstention on each project." },
        void: { name: "Void", say: "Counts as returned, not as valid." },
    },
    quorum: {
        name: "Who must be present",
        two_thirds: { name: "Two thirds", say: "Two thirds of all deputies or more." },
        half: {
            name: "More than half",
            say: "More than half of all; usual in a standing committee.",
        },
        other: { name: "Another", say: "The fraction that the text of the method has." },
    },
    participation: {
        name: "Ballots that must come back",
        none: { name: "Any number", say: "However few come back, they count." },
        half: {
            name: "More than half",
            say: "With fewer than half of all, no project of the round is chosen.",
        },
        other: { name: "Another", say: "The fraction that the text of the method has." },
    },
    order: {
        name: "Order of the result",
        votes: { name: "By votes", say: "Most first." },
        candidate: { name: "As on the ballot", say: "The order of the candidates." },
    },
    notice: {
        name: "The public notice says",
        names: { name: "Names alone", say: "No numbers of votes." },
        names_and_votes: { name: "Names and votes", say: "The votes of each project." },
    },
    own: "Use a method.toml that you have",
    ownNow: (name) => `The file ${name} is used, not the questions`,
    ownLeave: "Use the questions",
    text: "Text of the method",
    read: "The method as the server reads it; this is what counts",
    reading: "Checking…",
    wrong: (count) => `${count} that cannot be`,
};
