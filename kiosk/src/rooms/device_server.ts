// rooms/device_server.ts — the server as a machine of the hall asks it; it comes with the machine's voice.
import type { DeviceClient } from "../api/device_client.ts";

export async function deviceServer(): Promise<DeviceClient> {
    const { DeviceClient: Asks } = await import("../api/device_client.ts");
    return new Asks((url, options) => fetch(url, options));
}
