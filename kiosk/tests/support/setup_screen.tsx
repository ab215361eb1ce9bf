// tests/support/setup_screen.tsx — the pages of the setting up, drawn over a secretary's state.
import { render } from "preact";
import { act } from "preact/test-utils";
import { SetupApp } from "../../src/rooms/setup/app.tsx";
import { makeOwn } from "../../src/rooms/setup/own_keys.ts";
import type { SetupActs } from "../../src/rooms/setup/page.ts";
import { defaults, type Settings } from "../../src/ui/settings.ts";
import type { Secretary } from "./secretary.ts";
import { congress } from "./setup_server.ts";

export const root = document.createElement("div");

export function clear(): void {
    render(null, root);
}

export function draw(secretary: Secretary, settings: Settings = defaults): void {
    document.body.replaceChildren(root);
    const least = { operations: 1, memoryKib: 8 };
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    const { wizard } = secretary;
    const acts = new Proxy(wizard, {
        get: (target, name: keyof SetupActs) => {
            if (name === "save") return (file: string) => saved.push(file);
            if (name === "makeKeys") {
                return (person: Parameters<SetupActs["makeKeys"]>[0]) =>
                    makeOwn(congress.id, person, random, { cost: least });
            }
            if (name === "print" || name === "openKeys") return () => undefined;
            return target[name].bind(target);
        },
    }) as unknown as SetupActs;
    void act(() => {
        render(
            <SetupApp
                {...{ acts, settings }}
                state={secretary.state}
                onSettings={() => undefined}
            />,
            root,
        );
    });
}

export const saved: string[] = [];

export function button(label: string): HTMLButtonElement {
    const found = [...root.querySelectorAll("button")].find(({ textContent }) =>
        textContent.startsWith(label),
    );
    if (found === undefined) throw new Error(`no button ${label} in ${root.textContent}`);
    return found;
}

export function type(label: string, value: string): void {
    const found = [...root.querySelectorAll("label")].find(({ textContent }) =>
        textContent.startsWith(label),
    );
    const input = found?.querySelector("input");
    if (!input) throw new Error(`no field ${label}`);
    void act(() => {
        input.value = value;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
}
