// ui/this_device.ts — this machine as a device of the hall, within reach of the pages of a room. What it says and how it is
// named comes after the page.
import { createContext, type ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DeviceKind } from "../ballot/device.ts";
import type { DeviceServer, DeviceVoice, OwnDevice, Speaks } from "../flow/own_device.ts";
import { insist, Later } from "./later.ts";

export interface DevicePanelProps {
    readonly device: OwnDevice;
    /** Its kind, where staff give it a name. */
    readonly kind: DeviceKind;
    readonly voice: Pick<DeviceVoice, "name" | "forget">;
    /** Nothing waits for it: one line, until somebody opens it. */
    readonly offered: boolean;
}

export interface ThisDevice extends Omit<DevicePanelProps, "offered"> {
    readonly Panel: ComponentType<DevicePanelProps>;
}

/** Null: it has not come yet. */
export const DeviceOfPage = createContext<ThisDevice | null>(null);

export interface DevicePlan {
    /** Fetched when the page is at rest, as the rest of the device is. */
    readonly server: () => Promise<DeviceServer>;
    /** By which this room's device is kept on the machine. */
    readonly room: "booth" | "desk" | "hall";
    readonly kind: DeviceKind;
    /** Given by the address, without anybody at the screen; null: staff type it. */
    readonly name: string | null;
}

const part = new Later(() => import("./device_part.tsx"));

/** Without a plan this machine is no device. `speaks` is asked whenever the device speaks; it is drawn anew when something of it changed. */
export function useThisDevice(plan: DevicePlan | null, speaks: Speaks): ThisDevice | null {
    const [device, setDevice] = useState<OwnDevice>({ is: "opening" });
    const [voice, setVoice] = useState<DeviceVoice | null>(null);
    const [latest] = useState({ speaks });
    latest.speaks = speaks;
    useEffect(() => {
        if (plan === null) return;
        void insist(() => Promise.all([part.fetch(), plan.server()]), null).then(async () => {
            const { startVoice } = await part.fetch();
            const server = await plan.server();
            startVoice(plan, server, () => latest.speaks, setDevice, setVoice);
        });
    }, []);
    const { news } = speaks;
    useEffect(() => {
        voice?.changed();
    }, [voice, news?.phase, news?.manifest]);
    const Panel = part.value?.DevicePanel;
    if (plan === null || voice === null || Panel === undefined) return null;
    return { device, kind: plan.kind, voice, Panel };
}
