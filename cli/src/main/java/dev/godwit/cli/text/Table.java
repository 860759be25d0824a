package dev.godwit.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Columns under headings, as wide as they must be; numbers to the right. */
final class Table {

  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * One column.
   *
   * @param heading what stands above it
   * @param isNumber whether it is set to the right
   */
  record Column(String heading, boolean isNumber) {
    static Column text(String heading) {
      return new Column(heading, false);
    }

    static Column number(String heading) {
      return new Column(heading, true);
    }
  }

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  void add(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, columns.size()));
    }
    rows.add(List.of(cells));
  }

  List<String> lines() {
    List<List<String>> all = new ArrayList<>();
    all.add(columns.stream().map(Column::heading).toList());
    all.addAll(rows);
    return all.stream().map(row -> line(row, all)).toList();
  }

  private String line(List<String> row, List<List<String>> all) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = all.stream().mapToInt(cells -> length(cells.get(column))).max().orElse(0);
      String blanks = " ".repeat(width - length(row.get(i)));
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).isNumber() ? blanks + row.get(i) : row.get(i) + blanks);
    }
    return line.toString().stripTrailing();
  }

  /** Colours take no room. */
  private static int length(String cell) {
    return COLOUR.matcher(cell).replaceAll("").length();
  }
}
