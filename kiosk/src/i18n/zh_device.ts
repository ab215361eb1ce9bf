// i18n/zh_device.ts — what a machine of the hall says of itself, in Chinese.

export const deviceZh = {
    label: "本机登记",
    not: "本机没有登记",
    open: "登记本机",
    explain: "请给本机起名，再由工作人员和会签人两人登记。登记之前，本机不收票条。",
    explainOffered: "请给本机起名，再由工作人员和会签人两人登记。不登记也可以使用。",
    name: "本机名称，例如“填票终端 3”",
    nameNot: "请先写名称，最多 20 个汉字",
    go: "请求登记",
    waiting: (name: string) => `等待两人登记：${name}`,
    compare: "请在工作台上核对下面六组字，一样才签字。",
    rename: "改名",
    again: (name: string) => `服务器上没有“${name}”的登记，请再登记一次。本机照常使用。`,
    enrolled: (name: string) => `本机已登记：${name}`,
    revoked: (name: string) => `“${name}”的登记已撤销`,
    revokedTodo: "要继续使用，请重新登记。",
    anew: "重新登记",
};

export type DeviceWords = typeof deviceZh;
