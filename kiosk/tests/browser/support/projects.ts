// The sample's projects as an office would hand them in: with a second name and every fact. The facts are made up.
import { readFile, writeFile } from "node:fs/promises";
import { at } from "../../../src/basics/assert.ts";

export const projectFile = "../scripts/sample/nanchang-2020-projects.csv";

const names2 = [
    "Civic centre",
    "New countryside",
    "Renewal of old neighbourhoods",
    "Gas mains",
    "Bus lines and new buses",
    "Street lamps that save energy",
    "Rural homes for the elderly, nursing homes",
    "Neighbourhood centres",
    "Public football grounds",
    "Public toilets (the “toilet revolution”)",
    "Longer opening hours of the city library",
    "Building of primary and secondary schools",
];

export const unit = "市住房和城乡建设局（牵头），各县区人民政府";
export const content =
    "改造老旧小区 120 个，惠及 3.6 万户；\n其中“水电气网”一并改造 86 个, 加装电梯 40 部。";

/** Writes the table to this file, without the projects of these numbers. */
export async function writeDetailed(
    file: string,
    withdrawn: readonly number[] = [],
): Promise<void> {
    const rows = (await readFile(projectFile, "utf8")).trim().split("\n").slice(1);
    const all = rows.map((row, place) => {
        const fields = [
            at(names2, place),
            unit,
            content,
            "3.2亿元",
            "中央补助与市级财政",
            "2020年12月",
        ];
        const quoted = fields.map((field) => `"${field.replaceAll('"', '""')}"`);
        return [row, ...quoted].join(",");
    });
    const lines = all.filter((_, place) => !withdrawn.includes(place + 1));
    const header = "no,name,name2,unit,content,investment,funding,deadline";
    await writeFile(file, [header, ...lines, ""].join("\n"));
}

/** Writes a table of these names, numbered from 1. */
export async function writeNamed(file: string, names: readonly string[]): Promise<void> {
    const rows = names.map((name, place) => `${place + 1},${name}`);
    await writeFile(file, ["no,name", ...rows, ""].join("\n"));
}
