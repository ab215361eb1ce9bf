// eslint.config.mjs — strict typed rules, and which folder may import what.
import tseslint from "typescript-eslint";

const noble = {
    regex: "^@noble/",
    message: "Arithmetic and hashing pass through src/crypto; nothing else imports noble.",
};
const node = { regex: "^node:", message: "src runs in browsers." };
const upwards = (folders, message) => ({ regex: `(^|/)(${folders})/`, message });

const imports = (files, ...patterns) => ({
    files,
    rules: { "no-restricted-imports": ["error", { patterns }] },
});

export default tseslint.config(
    { ignores: ["dist/", "node_modules/"] },
    ...tseslint.configs.strictTypeChecked,
    ...tseslint.configs.stylisticTypeChecked,
    {
        languageOptions: {
            parserOptions: {
                projectService: {
                    allowDefaultProject: [
                        "vite.config.ts",
                        "vite.rooms.config.ts",
                        "vite.browser.config.ts",
                        "eslint.config.mjs",
                    ],
                },
                tsconfigRootDir: import.meta.dirname,
            },
        },
        linterOptions: { reportUnusedDisableDirectives: "error" },
        rules: {
            eqeqeq: "error",
            "no-console": "error",
            "no-restricted-syntax": [
                "error",
                { selector: "ExportDefaultDeclaration", message: "Exports have names." },
                { selector: "TSEnumDeclaration", message: "A union or a const object." },
                { selector: "SwitchCase[test=null]", message: "A switch names every case." },
            ],
            "max-lines": ["error", 399],
            "max-lines-per-function": ["error", { max: 69 }],
            "@typescript-eslint/explicit-module-boundary-types": "error",
            "@typescript-eslint/switch-exhaustiveness-check": "error",
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
        },
    },
    imports(["src/basics/**"], noble, node, upwards("crypto|ballot", "basics knows nobody.")),
    imports(["src/crypto/**"], node, upwards("ballot", "crypto knows nothing of votes.")),
    imports(["src/ballot/**"], noble, node),
    imports(["src/api/**"], noble, node, upwards("flow|ui|rooms|i18n", "api moves bytes.")),
    imports(["src/flow/**"], noble, node, upwards("ui|rooms|i18n", "flow draws nothing.")),
    imports(
        [
            "src/flow/{machine,moves,acts,news,rules,state,kept,vote}.ts",
            "src/flow/booth/{machine,moves,acts,sending,patience,scanned,state,book}.ts",
        ],
        noble,
        node,
        upwards("ui|rooms|i18n|api", "The core of the flow does no input and no output."),
        {
            regex: "/(carry_out|device|runner|deputy_runner|seal_marks)\\.ts$",
            message: "The shell knows the core.",
        },
    ),
    imports(["src/ui/**"], noble, node, upwards("rooms|api", "ui serves every room.")),
    imports(["src/i18n/**", "src/rooms/**"], noble, node),
    imports(["tests/**", "tools/**"], noble),
    {
        files: ["tests/**"],
        // A describe block is a table of contents, not a function.
        rules: { "max-lines-per-function": "off" },
    },
    { files: ["tools/**"], rules: { "no-console": "off" } },
    {
        // The form of the catalogue is taken from its sentences.
        files: ["src/i18n/**"],
        rules: { "@typescript-eslint/explicit-module-boundary-types": "off" },
    },
    {
        files: ["*.config.*"],
        ...tseslint.configs.disableTypeChecked,
        rules: {
            ...tseslint.configs.disableTypeChecked.rules,
            "no-restricted-syntax": "off",
            "@typescript-eslint/explicit-module-boundary-types": "off",
        },
    },
);
