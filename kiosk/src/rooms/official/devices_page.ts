// rooms/official/devices_page.ts — the hall's devices, within reach of the console's parts.
import { createContext } from "preact";
import type { DeviceAct } from "../../ballot/device.ts";
import { noDevices, type HallDevices, type SeenDevice } from "./devices.ts";

export interface DevicesAtHand {
    readonly devices: HallDevices;
    readonly propose: (device: SeenDevice, act: DeviceAct) => Promise<void>;
    readonly confirm: (device: SeenDevice) => Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

export const DevicesOfPage = createContext<DevicesAtHand>({
    devices: { ...noDevices, seen: [] },
    propose: nothing,
    confirm: nothing,
});
