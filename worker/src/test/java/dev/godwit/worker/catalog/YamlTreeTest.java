package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTreeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "No",
        "yes",
        "on",
        "off",
        "y",
        "n",
        "2026-11-24",
        "2026-11-24T12:00:00Z",
        "012",
        "0o14",
        "0x1F",
        "1_000",
        "12:30:45",
        "+1",
        ".5",
        "5.",
        ".inf",
        ".nan",
        "1e",
        "5%",
        "="
      })
  void whatYaml11WouldReadOtherwiseStaysTheTextThatItIs(String text) throws Exception {
    assertThat(field(text).isTextual()).isTrue();
    assertThat(field(text).textValue()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "-7,-7", "0,0", "1.0,1.0", "1.50,1.50", "-0.25,-0.25", "1e3,1E+3"})
  void numbersAreExactlyTheWrittenOnes(String written, String read) throws Exception {
    assertThat(field(written).isNumber()).isTrue();
    assertThat(field(written).toString()).isEqualTo(read);
  }

  @Test
  void wholeNumbersHaveTheSmallestTypeThatHoldsThem() throws Exception {
    assertThat(field("2147483647").isInt()).isTrue();
    assertThat(field("2147483648").isLong()).isTrue();
    assertThat(field("-9223372036854775808").isLong()).isTrue();
    assertThat(field("9223372036854775808").isBigInteger()).isTrue();
  }

  @Test
  void trueFalseAndNullAreThemselves() throws Exception {
    assertThat(field("true").isBoolean()).isTrue();
    assertThat(field("False").booleanValue()).isFalse();
    assertThat(field("null").isNull()).isTrue();
    assertThat(field("~").isNull()).isTrue();
    assertThat(field("").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'1'", "\"true\"", "!!str 1", "'null'", "|\n  1"})
  void whatIsQuotedIsText(String text) throws Exception {
    assertThat(field(text).isTextual()).isTrue();
  }

  @Test
  void fieldNamesAreTextsWhateverTheyLookLike() throws Exception {
    assertThat(YamlTree.read("on: a\n1: b\nnull: c\n").toString())
        .isEqualTo("{\"on\":\"a\",\"1\":\"b\",\"null\":\"c\"}");
  }

  @Test
  void aliasesStandForWhatTheyName() throws Exception {
    assertThat(YamlTree.read("a: &x {b: 1}\nc: *x\n").toString())
        .isEqualTo("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
  }

  @Test
  void aliasesThatBlowUpAreRefused() {
    // given
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 25; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    // then
    assertRefused(yaml.toString(), "more than 50000 values");
  }

  @Test
  void manyAliasesAreRefused() {
    // given
    String yaml = "a: &a [x]\nb: [" + "*a, ".repeat(100) + "x]\n";

    // then
    assertRefused(yaml, "aliases");
  }

  @Test
  void anAliasOfItselfIsRefused() {
    assertRefused("a: &a [*a]\n", "nested deeper than 200 levels");
  }

  @Test
  void deepNestingIsRefused() {
    assertRefused("a: " + "[".repeat(500) + "]".repeat(500), "Nesting Depth exceeded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: !!binary aGVsbG8=",
        "a: !!timestamp 2026-11-24",
        "a: !!int '5'",
        "a: !!set {b}",
        "a: !!javax.script.ScriptEngineManager [x]",
        "a: !custom x"
      })
  void tagsAreRefused(String yaml) {
    assertThatThrownBy(() -> YamlTree.read(yaml))
        .isInstanceOf(UnreadableException.class)
        .hasMessageMatching("line 1: .*[Tt]ag .*");
  }

  @Test
  void duplicateFieldsAreRefusedWithTheirLine() {
    assertRefused("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "line 5: field 'c' is there twice");
  }

  @Test
  void mergeKeysAreRefused() {
    assertRefused("a: &a {b: 1}\nc:\n  <<: *a\n", "line 3: merge keys");
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertRefused("a: 1\n---\nb: 2\n", "line 3: holds a second document");
  }

  @Test
  void nothingIsRefused() {
    assertRefused("", "is empty");
    assertRefused("# only a comment\n", "is empty");
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() {
    assertRefused("a: 1\nb: [1, 2\n", "line 3: not YAML");
    assertRefused("a: 'x\n", "not YAML");
  }

  @Test
  void jsonIsYamlToo() throws Exception {
    assertThat(YamlTree.read("{\"a\": {\"$date\": \"2026-11-24T00:00:00Z\"}}").toString())
        .isEqualTo("{\"a\":{\"$date\":\"2026-11-24T00:00:00Z\"}}");
  }

  private static JsonNode field(String text) throws UnreadableException {
    return YamlTree.read("a: " + text + "\n").get("a");
  }

  private static void assertRefused(String yaml, String problem) {
    assertThatThrownBy(() -> YamlTree.read(yaml))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(problem);
  }
}
