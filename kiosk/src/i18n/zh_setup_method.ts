// i18n/zh_setup_method.ts — the questions of the voting method and their answers, in Chinese.

export const methodZh = {
    explain: "五个问题定下票决办法。拿不准的，用缺省的；每个答案下面写着它的意思。",
    needProjects: "请先导入项目：办法要按项目数核对。",
    presets: "从哪一种开始",
    preset: {
        default: { name: "缺省", say: "最多选几项，全体代表过半数当选。" },
        three_way: { name: "逐项表决", say: "每项赞成、反对或弃权，全体代表过半数当选。" },
        equal_number: { name: "等额", say: "候选数等于名额，逐项表决，不过半数的空缺。" },
    },
    places: {
        name: "要选几项",
        say: (projects: number, places: number) =>
            places > projects
                ? `候选只有 ${projects} 项，不够选 ${places} 项。`
                : places === projects
                  ? `${projects} 个候选，名额也是 ${places}：等额票决。`
                  : `${projects} 个候选中选 ${places} 项：差额票决。`,
    },
    ballot: {
        name: "选票怎么填",
        choose_up_to: { name: "最多选这么多", say: "少选有效，多选填不进去。" },
        choose_exactly: { name: "正好选这么多", say: "少一项也不能投，一项不选是空白票。" },
        three_way: { name: "逐项表决", say: "每项赞成、反对或弃权，赞成几项不限。" },
        three_way_capped: { name: "逐项表决，限赞成数", say: "每项赞成、反对或弃权，赞成有上限。" },
    },
    cap: {
        name: "每张票最多赞成",
        exact: "每张票正好选",
        say: "一般与名额相同。",
    },
    threshold: {
        name: "多少票当选",
        half: { name: "过半数", say: "超过二分之一。" },
        two_thirds: { name: "三分之二", say: "达到三分之二。" },
        none: { name: "不设门槛", say: "按票数多少取，至少要有一票。" },
        other: { name: "另定", say: "照办法原文里的分数。" },
    },
    base: {
        name: "按谁的人数算",
        all: { name: "全体代表", say: "应到的都算，没来的等于没有赞成。法律的通例。" },
        present: { name: "到会代表", say: "只算到会的。" },
        returned: { name: "收回的票", say: "没交票的不算。" },
        valid: { name: "有效的票", say: "无效票也不算。" },
    },
    tie: {
        name: "末位票数相同怎么办",
        runoff: { name: "再投一轮", say: "只在票数相同的几项之间再投。法律的通例。" },
        presidium: { name: "主席团决定", say: "先空着，由主席团定是否再投。" },
        include_all: { name: "一并入选", say: "可能多出名额。" },
        ballot_order: { name: "按选票次序", say: "排在前面的入选。" },
        exclude: { name: "都不入选", say: "可能少于名额。" },
    },
    shortfall: {
        name: "当选的不够怎么办",
        presidium: { name: "主席团决定", say: "是否再投一轮，由主席团定。" },
        further_round: { name: "再投一轮", say: "为空着的名额再投。" },
        vacant: { name: "空缺", say: "不再补。" },
        fill_by_rank: { name: "按票数补足", say: "没过门槛的也按票数补。" },
    },
    more: "其余各项",
    moreSay: "已按通例填好，一般不用改。",
    title: "办法的名称",
    body: {
        name: "谁来投",
        plenary: { name: "全体会议", say: "人民代表大会全体会议。" },
        standing_committee: { name: "常委会", say: "常务委员会会议。" },
        residents: { name: "居民", say: "只作推荐。" },
    },
    blank: {
        name: "一项都没填的票",
        abstain: { name: "有效，按弃权计", say: "每项算弃权。" },
        void: { name: "无效", say: "计入收回，不计入有效票。" },
    },
    quorum: {
        name: "到会多少可以开始",
        two_thirds: { name: "三分之二", say: "全体代表的三分之二以上到会。" },
        half: { name: "过半数", say: "全体的过半数到会，常委会的通例。" },
        other: { name: "另定", say: "照办法原文里的分数。" },
    },
    participation: {
        name: "要收回多少票",
        none: { name: "不设", say: "收回多少都算。" },
        half: { name: "过半数", say: "收回的不到全体的一半，本轮没有项目入选。" },
        other: { name: "另定", say: "照办法原文里的分数。" },
    },
    order: {
        name: "结果怎么排",
        votes: { name: "按票数", say: "由多到少。" },
        candidate: { name: "按候选次序", say: "与选票上一样。" },
    },
    notice: {
        name: "公告写什么",
        names: { name: "只写名称", say: "公告不写票数。" },
        names_and_votes: { name: "名称和票数", say: "公告写明每项票数。" },
    },
    own: "用现成的办法文件 method.toml",
    ownNow: (name: string) => `现用文件 ${name}，不用上面的问题`,
    ownLeave: "改用五个问题",
    text: "办法原文",
    read: "服务器读出的办法，以此为准",
    reading: "正在核对…",
    wrong: (count: number) => `有 ${count} 处不合`,
};
