// i18n/zh_teller_paper.ts — cards, slips and what else comes from the teller's printer, in Chinese.

export const tellerPaperZh = {
    prepare: {
        title: "会前准备",
        cards: "代表证",
        slips: "封口票条",
        open: "打开",
        notForgotten: "做成的还没有清除",
    },
    back: "返回",
    howMany: "请填 1 到 10000 的张数",
    making: "正在制作…",
    sheets: (count: number) => `${count} 张`,
    made: { cards: "代表证已做成", slips: "票条已做成" },
    posted: "名册已交服务器",
    fingerprint: { cards: "名册的指纹", slips: "清单的指纹" },
    cards: {
        explain:
            "每位代表一张，凭它签到、领票。卡码只在本机生成，服务器只得到公开的一半。请两位监票人同时在场，打印、清点、封存。",
        count: "代表人数",
        go: "制作代表证",
    },
    slips: {
        explain:
            "不带设备的代表签到后抽一张，到填票终端扫码投票。票条不编号，谁抽到哪一张没有记录。请多做几张备用；每一轮另做一套。",
        count: "张数，含备用",
        go: "制作票条",
    },
    names: {
        title: "名册（可不选）",
        explain:
            "选了名册，卡上就印序号、姓名、代表团，按名册的次序一人一张。姓名不离开本机，不进服务器和记录。",
        file: "名册文件，CSV 或 XLSX",
        read: (count: number) => `已读到 ${count} 位代表`,
    },
    test: {
        title: "先试印一页",
        explain: "试印的码无效。请看裁切线、字迹是否齐全，再用签到处的扫码枪扫一下。",
        go: "打印试印页",
    },
    print: {
        title: "打印",
        explain: {
            cards: "A4 纸，每页十张，按实际大小打印，沿虚线裁开。屏幕上不显示卡码。",
            slips: "A4 纸，每页六张，按实际大小打印，沿虚线裁开，沿点线向内对折，封口。屏幕上不显示条码。",
        },
        waits: "二维码部件还在取来",
        go: { cards: "打印代表证", slips: "打印票条" },
        saveCodes: "另存号码表",
        saveFile: { cards: "另存名册条目", slips: "另存清单" },
        csv: "号码表等同于全部卡、条，只有要交印刷厂时才另存，印完即删。",
    },
    roll: {
        title: "把名册交给服务器",
        explain: "印齐、清点无误再交。设置码在建立服务器的人手里，由他输入。",
        code: "设置码",
        missing: "请输入设置码",
        go: "交名册",
        busy: "正在交…",
    },
    forget: {
        title: "清除",
        explain: "印好、清点完毕，就把码从本机内存清除。清除后不能再印；监票台一停，也自动清除。",
        go: "清除本机的码",
    },
    piece: {
        card: "代表证",
        cardFoot: "签到、领票时出示。请勿转借、拍照；遗失请立即告知签到处。",
        slip: "票条",
        slipOutside: "代表抽取之前请勿拆开。拆开的票条不发。",
        fold: "向内对折",
        slipInside: "到填票终端扫码，或输入十四组字符。只能投一次。",
        sample: "样张　不计票",
    },
};
