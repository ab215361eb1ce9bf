// rooms/booth/still_page.tsx — in place of whatever was on the screen: how long until it is wiped, as a figure.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Page, type Room } from "./frame.tsx";
import { useBoothWords } from "./words.ts";

export function StillPage(room: Room & { readonly left: number }): JSX.Element {
    const { send, left } = room;
    const words = useBoothWords();
    const place = useRef<HTMLDivElement>(null);
    useLayoutEffect(() => {
        place.current?.querySelector("button")?.focus();
    }, []);
    const { still } = words.booth;
    return (
        <Page {...room} name="still" title={still.title}>
            <p class="still-figure figure" aria-hidden="true">
                {left}
            </p>
            <p class="still-words">{still.left(left)}</p>
            <div ref={place}>
                <Button
                    onPress={() => {
                        send({ on: "touched" });
                    }}
                >
                    {still.stay}
                </Button>
            </div>
        </Page>
    );
}
