// rooms/official/devices_panel.tsx — the hall's devices: who waits to be enrolled, who was heard when, and what booths hold.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { errcNumbers } from "../../basics/errc.ts";
import type { DeviceAct } from "../../ballot/device.ts";
import { devicesZh, type DevicesWords } from "../../i18n/zh_official_devices.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { fingerprintGroups } from "../../ui/fingerprint.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Sign } from "../../ui/step_signs.tsx";
import { useWords } from "../../ui/words.ts";
import type { DeskState } from "./desk.ts";
import type { DeviceSaid, SeenDevice } from "./devices.ts";
import { DevicesOfPage } from "./devices_page.ts";
import { unheardSeconds } from "./last_call.ts";
import { useOfficialWords } from "./words.ts";

function useDevicesWords(): DevicesWords {
    return useWords().hallDevices ?? devicesZh;
}

interface RowProps {
    readonly device: SeenDevice;
    readonly keys: DeskState["keys"];
}

export function DevicesPanel({ keys }: Pick<RowProps, "keys">): JSX.Element | null {
    const { devices } = useContext(DevicesOfPage);
    const { seen, said } = devices;
    if (seen === null) return null;
    const words = useDevicesWords();
    // The second person may have signed elsewhere: then nobody is waited for any more.
    const over = said?.is === "half" && seen.every(({ half }) => half === null);
    return (
        <section class="devices" aria-labelledby="devices">
            <h2 id="devices">{words.title}</h2>
            <SaidOfDevice said={over ? null : said} />
            {seen.length === 0 ? <p class="say">{words.none}</p> : null}
            <ul>
                {seen.map((device) => (
                    <li class="device" key={fingerprintGroups(device.line.hash).join(" ")}>
                        <DeviceRow {...{ device, keys }} />
                    </li>
                ))}
            </ul>
        </section>
    );
}

function SaidOfDevice({ said }: { said: DeviceSaid | null }): JSX.Element | null {
    const { official, refusals } = useOfficialWords();
    const words = useDevicesWords();
    switch (said?.is) {
        case undefined:
            return null;
        case "half":
            return <Notice sentence={official.sent} focused />;
        case "done":
            return <Notice sentence={words.done} focused />;
        case "unreachable":
            return <Notice sentence={official.unreachable} focused />;
        case "refused":
            return (
                <Notice sentence={refusals[said.code]} refusal={errcNumbers[said.code]} focused />
            );
    }
}

/** How it is, in words; the sign beside it says only whether it was heard. */
function factsOf(words: DevicesWords, { said, line }: SeenDevice): string {
    if (said === null) return words.never;
    const heard = words.heard(said.seconds);
    const held = line.kind === "booth" ? ` · ${words.holds(said.held)}` : "";
    return heard + held + (said.in_use ? ` · ${words.inUse}` : "");
}

function DeviceRow({ device, keys }: RowProps): JSX.Element {
    const words = useDevicesWords();
    const { line, enrolled, said } = device;
    const heard = said !== null && said.seconds <= unheardSeconds;
    return (
        <>
            <p class="device-name">
                <Sign state={enrolled && heard ? "done" : "ahead"} />
                <b>{line.name}</b>
                <span>{words.kinds[line.kind]}</span>
                <span class="signature-at figure">
                    {enrolled ? factsOf(words, device) : words.waits}
                </span>
            </p>
            {enrolled ? null : (
                <>
                    <p class="say">{words.compare}</p>
                    <Code groups={fingerprintGroups(line.hash)} small />
                </>
            )}
            <DeviceActs {...{ device, keys }} />
        </>
    );
}

/** The official signs first; then whoever is second, at this console or at the own one. */
function DeviceActs({ device, keys }: RowProps): JSX.Element | null {
    const { propose, confirm } = useContext(DevicesOfPage);
    const [busy, setBusy] = useState(false);
    const run = (does: Promise<void>): void => {
        setBusy(true);
        void does.finally(() => {
            setBusy(false);
        });
    };
    const { half, signedBy, enrolled } = device;
    if (half !== null && signedBy !== null) {
        const second = keys.second !== null;
        const sign = (): void => {
            run(confirm(device));
        };
        return (
            <Half {...{ busy, second, signedBy, sign }} act={half.act} name={device.line.name} />
        );
    }
    if (keys.official === null) return null;
    const sign = (): void => {
        run(propose(device, enrolled ? "revoke" : "enrol"));
    };
    return enrolled ? (
        <Revocation {...{ busy, sign }} name={device.line.name} />
    ) : (
        <SignAct {...{ busy, sign }} act="enrol" name={device.line.name} />
    );
}

interface SignProps {
    readonly name: string;
    readonly busy: boolean;
    readonly sign: () => void;
}

interface HalfProps extends SignProps {
    readonly act: DeviceAct;
    readonly signedBy: string;
    readonly second: boolean;
}

function Half({ act, name, busy, sign, signedBy, second }: HalfProps): JSX.Element {
    const { official } = useOfficialWords();
    const words = useDevicesWords();
    return (
        <>
            <p class="say">{words.signedBy(signedBy)}</p>
            {second ? (
                <Button busy={busy} onPress={sign}>
                    {busy ? official.signing : official.countersign(words.acts[act](name))}
                </Button>
            ) : (
                <p class="say">{official.needSecond}</p>
            )}
        </>
    );
}

function SignAct({ act, name, busy, sign }: SignProps & { readonly act: DeviceAct }): JSX.Element {
    const { official } = useOfficialWords();
    const words = useDevicesWords();
    return (
        <Button busy={busy} onPress={sign}>
            {busy ? official.signing : official.signAndSend(words.acts[act](name))}
        </Button>
    );
}

/** Asked twice: it cannot be taken back. */
function Revocation(props: SignProps): JSX.Element {
    const { official } = useOfficialWords();
    const words = useDevicesWords();
    const [open, setOpen] = useState(false);
    if (!open) {
        return (
            <LinkButton
                label={`${words.revoke}: ${props.name}`}
                onPress={() => {
                    setOpen(true);
                }}
            >
                {words.revoke}
            </LinkButton>
        );
    }
    return (
        <div class="act-buttons">
            <SignAct {...props} act="revoke" />
            <Button
                onPress={() => {
                    setOpen(false);
                }}
            >
                {official.cancel}
            </Button>
        </div>
    );
}
