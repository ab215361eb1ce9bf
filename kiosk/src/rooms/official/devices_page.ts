// rooms/official/devices_page.ts — the hall's devices, within reach of the console's parts.
import { createContext, type ComponentType } from "preact";
import type { DeviceAct } from "../../ballot/device.ts";
import type { DeskState } from "./desk.ts";
import type { HallDevices, SeenDevice } from "./devices.ts";
import { noDevices } from "./last_call.ts";

export interface DevicesAtHand {
    readonly devices: HallDevices;
    readonly propose: (device: SeenDevice, act: DeviceAct) => Promise<void>;
    readonly confirm: (device: SeenDevice) => Promise<void>;
    /** Comes later; null: not yet. */
    readonly Panel: ComponentType<Pick<DeskState, "keys">> | null;
}

const nothing = (): Promise<void> => Promise.resolve();

export const DevicesOfPage = createContext<DevicesAtHand>({
    devices: { ...noDevices, seen: [] },
    propose: nothing,
    confirm: nothing,
    Panel: null,
});
