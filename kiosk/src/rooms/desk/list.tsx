// rooms/desk/list.tsx — everybody on the roll: found, filtered, opened, saved as a table.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { DeputyNumber } from "../../ballot/ids.ts";
import { Button, LinkButton, Toggle } from "../../ui/button.tsx";
import { filters, fitsSearch, passes, type Deputy, type Filter } from "./people.ts";
import { StateWords } from "./state_words.tsx";
import { useDeskWords } from "./words.ts";

/** More are slow to draw, and nobody reads them. */
const rowsMax = 400;

export interface ListProps {
    readonly deputies: readonly Deputy[];
    readonly onOpen: (no: DeputyNumber) => void;
    readonly onSheet: () => void;
}

export function DeputyList({ deputies, onOpen, onSheet }: ListProps): JSX.Element {
    const words = useDeskWords().desk.list;
    const [filter, setFilter] = useState<Filter>("all");
    const [search, setSearch] = useState("");
    const found = useMemo(
        () => deputies.filter((deputy) => passes(deputy, filter) && fitsSearch(deputy, search)),
        [deputies, filter, search],
    );
    const shown = found.slice(0, rowsMax);
    return (
        <section class="desk-list" aria-labelledby="list-title">
            <div class="desk-list-head">
                <h2 id="list-title">{words.title}</h2>
                <Button kind="tool" onPress={onSheet}>
                    {words.sheet}
                </Button>
            </div>
            <label>
                <span class="field-words">{words.search}</span>
                <input
                    class="field desk-search"
                    type="search"
                    autocomplete="off"
                    spellcheck={false}
                    value={search}
                    onInput={(event) => {
                        setSearch(event.currentTarget.value);
                    }}
                />
            </label>
            <div class="desk-filters" role="group" aria-label={words.filter}>
                {filters.map((each) => (
                    <Toggle
                        key={each}
                        pressed={filter === each}
                        onPress={() => {
                            setFilter(each);
                        }}
                    >
                        {words[each]}{" "}
                        <span class="figure">
                            {deputies.filter((deputy) => passes(deputy, each)).length}
                        </span>
                    </Toggle>
                ))}
            </div>
            {shown.length === 0 ? (
                <p role="status">{words.none}</p>
            ) : (
                <Table deputies={shown} onOpen={onOpen} />
            )}
            {found.length > shown.length ? (
                <p class="say">{words.more(found.length - shown.length)}</p>
            ) : null}
        </section>
    );
}

function Table({ deputies, onOpen }: Pick<ListProps, "deputies" | "onOpen">): JSX.Element {
    const { desk } = useDeskWords();
    const { no, name, delegation, seat, state } = desk.list;
    return (
        <table class="desk-table">
            <thead>
                <tr>
                    <th scope="col" class="desk-no">
                        {no}
                    </th>
                    <th scope="col">{name}</th>
                    <th scope="col">{delegation}</th>
                    <th scope="col">{seat}</th>
                    <th scope="col">{state}</th>
                </tr>
            </thead>
            <tbody>
                {deputies.map((deputy) => (
                    <tr key={deputy.no}>
                        <td class="desk-no figure">{deputy.no}</td>
                        <th scope="row">
                            <LinkButton
                                onPress={() => {
                                    onOpen(deputy.no);
                                }}
                            >
                                {deputy.name === "" ? desk.no(deputy.no) : deputy.name}
                            </LinkButton>
                        </th>
                        <td>{deputy.delegation}</td>
                        <td>{deputy.seat}</td>
                        <td>
                            <StateWords deputy={deputy} />
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
