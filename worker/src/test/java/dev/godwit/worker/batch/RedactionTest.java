package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.Json;
import dev.godwit.worker.WorkerSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }

  @Test
  void fieldsAreHiddenWhereverTheirPathLeads() {
    // given
    Redaction redaction = new Redaction(List.of("email", "cards.number", "address.geo"));
    JsonNode document =
        json(
            "{'_id':1,'email':{'$binary':'x'},'cards':[{'number':4,'of':'a'},[{'number':5}],7],"
                + "'address':{'street':'b','geo':[1,2]},'emails':'stay'}");

    // when
    JsonNode shown = redaction.of(document);

    // then
    assertThat(shown)
        .isEqualTo(
            json(
                "{'_id':1,'email':'(redacted)',"
                    + "'cards':[{'number':'(redacted)','of':'a'},[{'number':'(redacted)'}],7],"
                    + "'address':{'street':'b','geo':'(redacted)'},'emails':'stay'}"));
    assertThat(document.at("/cards/0/number").intValue()).isEqualTo(4);
  }

  @Test
  void whatIsNotThereIsNotMade() {
    JsonNode document = json("{'_id':1,'a':{'b':1},'c':null}");
    assertThat(new Redaction(List.of("x", "a.x", "a.b.x", "c.x")).of(document)).isEqualTo(document);
    assertThat(new Redaction(List.of("x")).of(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"_id", "_id.a", "a..b", "$a", ".a", "a."})
  void whatIsNoFieldIsRefusedAtTheStart(String path) {
    assertThatThrownBy(() -> WorkerSettings.REDACT_FIELDS.type().parser().apply(path))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "address.street", "_ids", "a,b.c", "first name"})
  void fieldsAreTaken(String paths) {
    assertThat(WorkerSettings.REDACT_FIELDS.type().parser().apply(paths)).isNotEmpty();
  }
}
