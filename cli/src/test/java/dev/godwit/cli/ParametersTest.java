package dev.godwit.cli;

import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  private static final State TAKES_ALL =
      state("a", Status.PENDING)
          .takes(Parameter.string("text"))
          .takes(Parameter.integer("whole"))
          .takes(Parameter.number("number"))
          .takes(Parameter.bool("flag"))
          .takes(Parameter.instant("at"))
          .takes(Parameter.string("key").asSecret())
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text=pro                  | {"text":"pro"}
          text=007                  | {"text":"007"}
          text=42                   | {"text":"42"}
          text=true                 | {"text":"true"}
          text=                     | {"text":""}
          text=a=b                  | {"text":"a=b"}
          text={"secret":"env:X"}   | {"text":"{\\"secret\\":\\"env:X\\"}"}
          whole=42                  | {"whole":42}
          whole=many                | {"whole":"many"}
          number=1.50               | {"number":1.50}
          flag=true                 | {"flag":true}
          flag=yes                  | {"flag":"yes"}
          at=2026-11-24T12:00:00Z   | {"at":"2026-11-24T12:00:00Z"}
          key=env:API_KEY           | {"key":{"secret":"env:API_KEY"}}
          key={"secret":"file:key"} | {"key":{"secret":"file:key"}}
          """)
  void areWhatTheMigrationDeclares(String typed, String params) {
    // given
    Cli cli = new Cli();
    cli.installation.knows(TAKES_ALL);

    // when
    cli.run("start", "a", "--by", "alice", "--param", typed);

    // then
    assertThat(cli.installation.asked())
        .containsExactly(
            "{\"command\":\"start\",\"migration\":\"a\",\"params\":%s,\"by\":\"alice\"}"
                .formatted(params));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          n=42                  | {"n":42}
          n=1e3                 | {"n":1E+3}
          n=true                | {"n":true}
          n=null                | {"n":"null"}
          n=007                 | {"n":"007"}
          n=[1]                 | {"n":"[1]"}
          n=pro                 | {"n":"pro"}
          n={"secret":"env:X"}  | {"n":{"secret":"env:X"}}
          """)
  void areWhatTheyLookLikeWhenNobodyDeclaresThem(String typed, String params) {
    // given
    Cli cli = new Cli();

    // when
    cli.run("start", "unknown", "--by", "alice", "--param", typed);

    // then
    assertThat(cli.installation.asked())
        .containsExactly(
            "{\"command\":\"start\",\"migration\":\"unknown\",\"params\":%s,\"by\":\"alice\"}"
                .formatted(params));
  }

  @Test
  void areThoseOfTheNewestEdition() {
    // given
    State old = state("a", Status.PAUSED).takes(Parameter.integer("n")).build();
    Definition newest =
        new Definition(
            "a",
            "",
            "teams",
            new Revision(2, ""),
            old.definition().defaults(),
            List.of(Parameter.string("n")));
    Cli cli = new Cli();
    cli.installation.knows(
        new State(
            old.definition(), old.status(), old.runInfo(), old.progress(), old.context(), newest));

    // when
    cli.run("start", "a", "--reset", "--by", "alice", "--param", "n=1");

    // then
    assertThat(cli.installation.asked())
        .containsExactly(
            "{\"command\":\"start\",\"migration\":\"a\",\"reset\":true,\"params\":{\"n\":\"1\"},\"by\":\"alice\"}");
  }

  @Test
  void secretThatIsGivenOpenlyGoesNowhere() {
    // given
    Cli cli = new Cli();
    cli.installation.knows(TAKES_ALL);

    // when
    Cli.Ended ended = cli.run("start", "a", "--param", "key=hunter2");

    // then
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("key=env:NAME").doesNotContain("hunter2");
    assertThat(cli.installation.asked()).isEmpty();
  }
}
