// rooms/rooms/words.ts — the catalogue with the words of this room, which no other page loads.
import { roomsZh } from "../../i18n/zh_rooms.ts";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { useWords } from "../../ui/words.ts";

export type RoomsCatalogue = Catalogue & Pick<RoomWords, "rooms">;

export function useRoomsWords(): RoomsCatalogue {
    const words = useWords();
    return { ...words, rooms: words.rooms ?? roomsZh };
}
