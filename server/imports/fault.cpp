#include "server/imports/fault.hpp"

#include <algorithm>
#include <array>

#include "crypto/base/assert.hpp"

namespace piaojue::imports {

// The table's own scope, for the short names in it.
namespace table_of_faults {

using enum FaultCode;
using enum Severity;

constexpr std::array<FaultText, fault_codes> texts{{
    {misused, unreadable, "misused", "用法不对：{}", "misused: {}"},
    {no_file, unreadable, "no_file", "打不开文件（{}）；请核对路径",
     "not there or not to be opened ({}); check the path"},
    {too_large, unreadable, "too_large", "表太大：{}；请只留名单，删去空行空列后另存",
     "too large: {}; keep the list only, delete empty rows and columns, save again"},
    {not_a_table, unreadable, "not_a_table", "不是 CSV 或 XLSX 表格（{}）；请另存为 .xlsx 或 .csv",
     "neither CSV nor XLSX ({}); save it as .xlsx or .csv"},
    {old_xls, unreadable, "old_xls", "旧格式 .xls 或 .et；请另存为 .xlsx",
     "the old format .xls or .et; save it as .xlsx"},
    {encrypted, unreadable, "encrypted", "文件有密码；请去掉密码后另存",
     "the file has a password; save it without one"},
    {damaged, unreadable, "damaged", "文件已损坏（{}）；请重新另存为 .xlsx",
     "the file is damaged ({}); save it as .xlsx again"},
    {unknown_encoding, unreadable, "unknown_encoding",
     "文字编码既非 UTF-8 也非 GB18030（第 {} 行起读不懂）；请另存为 UTF-8 的 CSV 或 .xlsx",
     "the text is neither UTF-8 nor GB18030, as line {} shows; save it as CSV in UTF-8 or as "
     ".xlsx"},
    {open_quote, unreadable, "open_quote", "{} 处开始的引号没有结束",
     "a quote is never closed: {}"},
    {no_sheet, unreadable, "no_sheet", "没有工作表 {}；可见的有：{}",
     "no sheet {}; those that can be seen: {}"},
    {no_header, unreadable, "no_header", "前 {} 行没有表头；需要“序号”和“{}”两栏{}",
     "no header in the first {} rows; it needs a number and a name, as 序号 and {}{}"},
    {missing_column, error, "missing_column", "表头缺“{}”一栏（{}）{}",
     "the header lacks the column {} ({}){}"},
    {duplicate_column, error, "duplicate_column", "“{}”与 {} 列是同一栏；{}",
     "{0} is the same as column {1}; {3}"},
    {no_rows, error, "no_rows", "表头下面没有内容", "there is nothing below the header"},
    {too_many_rows, error, "too_many_rows", "共 {} 行，最多 {} 行", "{} rows, at most {}"},
    {missing_number, error, "missing_number", "缺序号，请补上",
     "the number is missing; fill it in"},
    {bad_number, error, "bad_number", "“{}”不是 1 到 {} 的整数；请改正",
     "\"{}\" is not a whole number from 1 to {}; put it right"},
    {duplicate_number, error, "duplicate_number", "序号 {} 与第 {} 行重复；请改其一或删去",
     "the number {} stands in row {} too; change or delete one"},
    {missing_name, error, "missing_name", "缺{}，请补上", "the name is missing; fill it in"},
    {duplicate_name, error, "duplicate_name", "项目“{}”与第 {} 行重名；请改名或删去",
     "the project {} stands in row {} too; rename or delete one"},
    {too_long, error, "too_long", "文字太长：{} 字节，最多 {}",
     "the text is too long: {} bytes, at most {}"},
    {control_character, error, "control_character", "含有看不见的控制字符 U+{0:04X}；请重新输入",
     "holds the invisible control character U+{0:04X}; type it again"},
    {lost_character, error, "lost_character", "有字在以前的转换中丢失（�）；请重新输入",
     "a character was lost in an earlier conversion (�); type it again"},
    {merged_cells, error, "merged_cells", "合并单元格 {} 盖住序号或名称；请取消合并，每行写全",
     "the merged cells {} cover a number or a name; unmerge them and fill in every row"},
    {extra_row, error, "extra_row",
     "此行“{}”没有序号和名称，像是合计、分组、附注或上一行的续行；请删去或并入上一行，"
     "若是一项则补全",
     "this row, \"{}\", has no number and name, like a sum, a heading, a note or more of the row "
     "above; delete it or join it to that row, or fill in both"},
    {error_cell, error, "error_cell", "公式出错：{}；请改正",
     "a formula's error: {}; put it right"},
    {no_cached_value, error, "no_cached_value", "公式没有算出的值；请在表格软件中打开后重新保存",
     "a formula without its value; open the file in the spreadsheet program and save it again"},
    {same_name, warning, "same_name", "“{}”与第 {} 行同名{}", "{} has the same name as row {}{}"},
    {gaps, warning, "gaps",
     "“{}”有空：第 {} 行；原表若有合并单元格，存为 CSV 时只留第一行，请填全或改用 .xlsx",
     "{} is empty in rows {}; merged cells saved as CSV keep their first row alone: fill it in or "
     "import the .xlsx"},
    {not_consecutive, warning, "not_consecutive",
     "序号不是从 1 起逐行连续；代表按所在位置编号，此行为第 {} 位",
     "the numbers do not run 1, 2, 3 …; deputies are numbered by position, this one is {}"},
    {unknown_header, warning, "unknown_header", "不认识的栏，不导入：{0}",
     "not known and not imported: columns {1}"},
    {outside_columns, warning, "outside_columns", "表头以外还有内容，不导入：第 {} 行",
     "not imported, for it stands under no header: rows {}"},
    {hidden_row, warning, "hidden_row", "隐藏的行也导入：第 {} 行", "hidden rows are imported: {}"},
    {hidden_column, warning, "hidden_column", "隐藏的列也导入：{}",
     "hidden columns are imported: {}"},
    {other_sheets, warning, "other_sheets", "只读工作表“{}”；另有：{}",
     "only the sheet {} is read; there are others: {}"},
    {no_font, warning, "no_font", "本机字体没有这些字：{}（第 {} 行）",
     "no font on this machine has {} (rows {})"},
    {fonts_unchecked, warning, "fonts_unchecked", "本机没有中文字体，未检查缺字",
     "no Chinese font on this machine; missing characters were not looked for"},
    {not_written, unreadable, "not_written", "不能写入：{}", "can not be written: {}"},
    {bad_method, unreadable, "bad_method", "票决办法不能用：{}", "the method can not be used: {}"},
    {bad_case, unreadable, "bad_case", "此例读不懂：{}", "the case can not be read: {}"},
    {wrong_header, unreadable, "wrong_header", "第一行应为表头 {}",
     "the first row is the header {}"},
    {wrong_width, error, "wrong_width", "此行有 {} 栏，应为 {} 栏；没有的留空，逗号不省",
     "{} fields, {} expected; leave a field empty, but write its comma"},
    {missing_count, error, "missing_count", "缺票数，请补上；没有就写 0",
     "the count is missing; write it, 0 if there is none"},
    {bad_count, error, "bad_count", "“{}”不是票数；请写整数，不写千分位",
     "\"{}\" is no count; write a whole number without separators"},
    {unasked_count, error, "unasked_count", "项目 {0} 的反对、弃权应留空：此票式只赞成",
     "project {0}: oppose and abstain stay empty in this ballot style"},
    {nobody_due, error, "nobody_due", "应到为 0；请核对", "due is 0; write how many are due"},
    {figure_above, error, "figure_above", "{0} {1}，多于{2} {3}；请核对",
     "{4} is {1}, above {5} {3}; count again"},
    {not_the_sum, error, "not_the_sum", "项目 {0} 赞成、反对、弃权共 {1}，有效票 {2}；请核对",
     "project {0}: approve, oppose and abstain sum to {1}, valid is {2}; count again"},
}};

}  // namespace table_of_faults

const FaultText& fault_text(FaultCode code) {
    const FaultText& text = table_of_faults::texts.at(static_cast<std::size_t>(code));
    PJ_ASSERT(text.code == code, "the table of faults is in the order of their codes");
    return text;
}

void sort_faults(std::vector<Fault>& faults) {
    std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
        return std::pair{a.place.row, a.place.column} < std::pair{b.place.row, b.place.column};
    });
}

std::string spoken_rows(const std::vector<std::uint32_t>& rows) {
    constexpr std::size_t ranges_max = 8;
    std::string out;
    std::size_t ranges = 0;
    for (std::size_t i = 0; i < rows.size();) {
        if (ranges++ == ranges_max) return out + ", …";
        std::size_t last = i;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        if (!out.empty()) out += ", ";
        out += std::to_string(rows[i]);
        if (last > i) out += "–" + std::to_string(rows[last]);
        i = last + 1;
    }
    return out;
}

std::string column_letters(std::uint32_t column) {
    std::string out;
    for (std::uint64_t rest = std::uint64_t{column} + 1; rest > 0; rest = (rest - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return out;
}

}  // namespace piaojue::imports
