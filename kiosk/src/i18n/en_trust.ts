// i18n/en_trust.ts — what is said on the page about the hall's certificate, in English.
import type { TrustWords } from "./zh_trust.ts";

export const trust: TrustWords = {
    title: "The hall's certificate",
    why: {
        heading: "What it is",
        sentences: [
            "Your device and the hall's server speak in private. A device knows the server by a certificate, which the hall made itself and no Internet company, so a browser warns the first time.",
            "With the certificate below your device believes the hall's true server alone, and warns no more.",
            "It can vouch for the hall's names and for addresses of local networks only. It can play no bank and no other site, and it sees none of your data.",
        ],
    },
    fingerprint: {
        heading: "Compare first, then install",
        reading: "Reading the certificate…",
        failed: {
            what: "The certificate could not be read",
            todo: "Please check the network and open the page again. If that does not help, ask the staff.",
        },
        explain: "Fingerprint of the certificate (SHA-256, all 64 digits):",
        compare: {
            what: "Compare each group with the paper handed out in the hall, or with what the staff read aloud",
            todo: "You opened this page before you trusted it. Somebody in between could show a false page, so the paper counts. If a group differs, do not install, and tell the staff at once.",
        },
    },
    download: "Download the certificate (ca.crt)",
    install: {
        heading: "How to install it",
        explain:
            "Choose your device. Menus differ a little between models. If you do not find one, search the settings for “certificate”. Open the browser again afterwards.",
    },
    remove: "Remove it after the day",
    removeExplain:
        "Please remove it after the day. In lists its name begins with the two Chinese characters of Piaojue. The device is then as it was, and your ballot and tracking code stay.",
    systems: {
        android: {
            name: "Android phone or tablet",
            steps: [
                "Press “Download the certificate” and keep ca.crt.",
                "Open Settings, then Security, then More security settings.",
                "Choose Install a certificate, CA certificate, Install anyway, and enter your screen lock.",
                "Choose the ca.crt that you downloaded.",
            ],
            remove: "Settings, Security, More security settings, Trusted credentials: open it under User and remove it.",
        },
        harmony: {
            name: "Huawei phone or tablet (HarmonyOS)",
            steps: [
                "Press “Download the certificate” and keep ca.crt.",
                "Open Settings, search for “certificate”, and open the certificates and credentials.",
                "Choose Install, of type CA certificate, and enter your screen lock.",
                "Choose the ca.crt that you downloaded.",
            ],
            remove: "Search Settings for “certificate”, open it under User of the trusted credentials, and delete it.",
        },
        ios: {
            name: "iPhone or iPad",
            steps: [
                "Open this page in Safari, press “Download the certificate” and Allow.",
                "Open Settings and touch Profile Downloaded. If it is not there: General, VPN & Device Management.",
                "Press Install, enter your passcode, press Install again.",
                "In Settings go to General, About, Certificate Trust Settings, and switch it on.",
            ],
            remove: "Settings, General, VPN & Device Management: open it and choose Remove Profile.",
        },
        windows: {
            name: "Windows computer",
            steps: [
                "Press “Download the certificate”, open ca.crt, press Install Certificate.",
                "Choose Current User, Next.",
                "Choose “Place all certificates in the following store”, Browse, Trusted Root Certification Authorities.",
                "Press Finish, compare the fingerprint in the warning, choose Yes.",
            ],
            remove: "Run certmgr.msc, find it under Trusted Root Certification Authorities, Certificates, and delete it.",
        },
        macos: {
            name: "Mac (macOS)",
            steps: [
                "Press “Download the certificate”, open ca.crt, add it to the login keychain.",
                "In Keychain Access open it by a double click, then open Trust.",
                "At “When using this certificate” choose Always Trust, close the window, enter your password.",
            ],
            remove: "Find it in Keychain Access under login and delete it.",
        },
        linux: {
            name: "Chromium on Linux",
            steps: [
                "Press “Download the certificate”.",
                "Open the browser's Settings, Privacy and security, Security, Manage certificates.",
                "Under “Installed by you” or “Authorities” choose Import, choose ca.crt, and tick only that it may identify websites.",
            ],
            remove: "Find it in the same place and delete it.",
        },
        firefox: {
            name: "Firefox on any computer",
            steps: [
                "Press “Download the certificate”. If Firefox asks at once, tick “Trust this CA to identify websites”.",
                "Otherwise open Settings, search for “certificates”, press View Certificates, and under Authorities import ca.crt.",
            ],
            remove: "Find it in the same place and press Delete or Distrust.",
        },
    },
};
