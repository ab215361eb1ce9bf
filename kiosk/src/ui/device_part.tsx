// ui/device_part.tsx — how a machine of the hall is named and enrolled, and its start; it comes after the page.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isDeviceName } from "../ballot/device.ts";
import { DeviceVoice, type DeviceServer, type OwnDevice, type Speaks } from "../flow/own_device.ts";
import { TextStore } from "../flow/texts.ts";
import { deviceZh, type DeviceWords } from "../i18n/zh_device.ts";
import { Button, LinkButton } from "./button.tsx";
import { Code } from "./code.tsx";
import { fingerprintGroups } from "./fingerprint.tsx";
import { Notice } from "./notice.tsx";
import type { DevicePanelProps, DevicePlan } from "./this_device.ts";
import { useWords } from "./words.ts";

export function useDeviceWords(): DeviceWords {
    return useWords().device ?? deviceZh;
}

/** In one window alone: two would use the same numbers. The second begins when the first is closed. */
export function startVoice(
    { room, kind, name }: DevicePlan,
    server: DeviceServer,
    speaks: () => Speaks,
    show: (device: OwnDevice) => void,
    begun: (voice: DeviceVoice) => void,
): void {
    const database = `piaojue-device-${room}`;
    const store = new TextStore(indexedDB, {
        database,
        store: "device",
        keys: { device: "device" },
    });
    const world = {
        server,
        store,
        speaks,
        now: Date.now,
        random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
        after: (seconds: number, call: () => void) => void setTimeout(call, seconds * 1000),
    };
    void navigator.locks.request(database, () => {
        const voice: DeviceVoice = new DeviceVoice(world, (device) => {
            show(device);
            if (name === null || !isDeviceName(name)) return;
            const other = "name" in device && device.name !== name;
            if (device.is === "nameless" || other) void voice.name(kind, name);
        });
        begun(voice);
        void voice.start();
        return new Promise<never>(() => undefined);
    });
}

export function DevicePanel(props: DevicePanelProps): JSX.Element | null {
    const words = useDeviceWords();
    const { device } = props;
    if (device.is === "opening") return null;
    return (
        <section class="stack own-device" aria-label={words.label}>
            <Standing {...props} />
        </section>
    );
}

function Standing({ device, kind, voice, offered }: DevicePanelProps): JSX.Element | null {
    const words = useDeviceWords();
    const forget = (): void => void voice.forget();
    switch (device.is) {
        case "opening":
            return null;
        case "nameless":
            return <NameForm {...{ kind, voice, offered }} />;
        case "waiting":
            return (
                <>
                    <p class="strong" role="status">
                        {device.admitted ? words.again(device.name) : words.waiting(device.name)}
                    </p>
                    <p>{words.compare}</p>
                    <Code groups={fingerprintGroups(device.hash)} small />
                    {device.admitted ? null : (
                        <LinkButton onPress={forget}>{words.rename}</LinkButton>
                    )}
                </>
            );
        case "enrolled":
            return (
                <p class="say" role="status">
                    {words.enrolled(device.name)}
                </p>
            );
        case "revoked":
            return (
                <>
                    <Notice
                        sentence={{ what: words.revoked(device.name), todo: words.revokedTodo }}
                    />
                    <Button onPress={forget}>{words.anew}</Button>
                </>
            );
    }
}

type FormProps = Omit<DevicePanelProps, "device">;

function NameForm({ kind, voice, offered }: FormProps): JSX.Element {
    const words = useDeviceWords();
    const [open, setOpen] = useState(!offered);
    const [name, setName] = useState("");
    const fits = isDeviceName(name.trim());
    if (!open) {
        return (
            <p class="say">
                {words.not}{" "}
                <LinkButton
                    onPress={() => {
                        setOpen(true);
                    }}
                >
                    {words.open}
                </LinkButton>
            </p>
        );
    }
    const ask = (): void => {
        if (fits) void voice.name(kind, name.trim());
    };
    return (
        <>
            <p>{offered ? words.explainOffered : words.explain}</p>
            <label>
                <span class="field-words">{words.name}</span>
                <input
                    class="field field-long"
                    type="text"
                    autocomplete="off"
                    value={name}
                    onInput={(event) => {
                        setName(event.currentTarget.value);
                    }}
                    onKeyDown={(event) => {
                        if (event.key === "Enter") ask();
                    }}
                />
            </label>
            {fits ? null : <p class="say">{words.nameNot}</p>}
            <Button unavailable={fits ? undefined : words.nameNot} onPress={ask}>
                {words.go}
            </Button>
        </>
    );
}
