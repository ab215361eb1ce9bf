// ui/code.tsx — codes that are read aloud, typed and scanned.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { at } from "../basics/assert.ts";
import { normalizeCrockford } from "../basics/encoding.ts";

export function Code({
    groups,
    small = false,
}: {
    groups: readonly string[];
    small?: boolean;
}): JSX.Element {
    return (
        <p class={small ? "code code-small" : "code"}>
            {groups.map((group, place) => (
                <span key={place}>{group} </span>
            ))}
        </p>
    );
}

/** Whether a group holds only characters of the alphabet. */
export function groupFits(group: string): boolean {
    return normalizeCrockford(group).ok;
}

/** A text that was typed or pasted into one field, spread over it and the fields after it. */
export function spread(
    groups: readonly string[],
    length: number,
    from: number,
    typed: string,
): readonly string[] {
    const characters = typed.replace(/[\s\-–—]/g, "").toUpperCase();
    if (characters.length <= length) {
        return groups.map((group, place) => (place === from ? characters : group));
    }
    return groups.map((group, place) => {
        const start = (place - from) * length;
        if (start < 0 || start >= characters.length) return group;
        return characters.slice(start, start + length);
    });
}

export interface FieldsProps {
    readonly groups: readonly string[];
    /** Characters of a group. */
    readonly length: number;
    readonly label: (number: number) => string;
    readonly onChange: (groups: readonly string[]) => void;
    readonly describedBy?: string;
}

/** One field a group; a paste fills as many as it has. */
export function CodeFields(props: FieldsProps): JSX.Element {
    const { groups, length, label, onChange, describedBy } = props;
    const list = useRef<HTMLDivElement>(null);
    const focus = (place: number): void => {
        list.current?.querySelectorAll("input")[place]?.focus();
    };
    const type = (place: number, typed: string): void => {
        const after = spread(groups, length, place, typed);
        onChange(after);
        const open = after.findIndex((group, i) => i >= place && group.length < length);
        if (at(after, place).length === length && open > place) focus(open);
    };
    return (
        <div class={`fields fields-${groups.length}`} ref={list}>
            {groups.map((group, place) => (
                <input
                    key={place}
                    class={group.length === length ? "field field-full" : "field"}
                    aria-label={label(place + 1)}
                    aria-invalid={!groupFits(group)}
                    {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck={false}
                    value={group}
                    onInput={(event) => {
                        type(place, event.currentTarget.value);
                    }}
                    onKeyDown={(event) => {
                        if (event.key === "Backspace" && group === "" && place > 0) {
                            event.preventDefault();
                            focus(place - 1);
                        }
                    }}
                />
            ))}
        </div>
    );
}
