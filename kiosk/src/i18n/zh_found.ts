// i18n/zh_found.ts — what is said when a congress is founded, in Chinese.

export const foundZh = {
    title: "建立大会",
    explain: "在这台服务器上建立一次大会。建好之后，本页给出筹备码和各页的网址。",
    name: "大会名称",
    name2: "大会名称（第二种文字，可不填）",
    kind: "用途",
    kinds: {
        real: { name: "正式票决", say: "建立后不能改成演练。" },
        rehearsal: {
            name: "演练",
            say: "同样的页面，处处标明“演练”，不计票。做完可以结束，再建立正式大会。",
        },
    },
    names: "这台服务器的名称和地址，一行一个",
    namesSay: "各台设备将用它们打开页面，写进证书。下面是本机查到的。",
    before: "上次演练的会场证书继续使用，各台设备不必重新安装。",
    go: "建立大会",
    working: "正在建立…",
    missing: "请填大会名称，并至少留一个地址",
    noCode: {
        what: "网址不完整",
        todo: "请把服务器打印的整条网址粘贴到浏览器里打开。",
    },
    wrongCode: { what: "这条网址不对，或大会已经建立", todo: "请核对服务器打印的网址。" },
    unreachable: { what: "连不上服务器", todo: "请确认程序还在运行，再试一次。" },
    refused: { what: "没有建立", todo: "请按下面的说明更正，再试一次。" },
    server: "服务器的说明：",
    done: { what: "大会已建立", todo: "下面的内容只显示这一次。请抄下或打印，交给筹备的人保管。" },
    code: "筹备码",
    codeSay: "只给筹备的人。有它的人可以提交名单和方案，但不能封存。",
    congress: "大会编号",
    authority: "会场证书的指纹",
    certificate: "服务器证书的指纹",
    compare: "请与各台设备上看到的核对。",
    links: "从这里打开",
    next: "几秒钟后服务器在新的网址上运行。先在各台设备上安装会场证书，再打开筹备页。",
    print: "打印本页",
};

export type FoundWords = typeof foundZh;
