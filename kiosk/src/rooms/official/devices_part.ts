// rooms/official/devices_part.ts — the hall's devices at the console; it comes after the page.
export { DeviceClient } from "../../api/device_client.ts";
export { DeviceDesk } from "./devices.ts";
export { DevicesPanel } from "./devices_panel.tsx";
