package dev.godwit.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import org.junit.jupiter.api.Test;

class FieldOrderTest {

  @Test
  void theIdComesFirst() {
    assertThat(FieldOrder.idFirst(fields("a", "_id", "b")).keySet())
        .containsExactly("_id", "a", "b");
    assertThat(FieldOrder.idFirst(fields("_id", "b", "a")).keySet())
        .containsExactly("_id", "b", "a");
    assertThat(FieldOrder.idFirst(fields("b", "a")).keySet()).containsExactly("b", "a");
  }

  @Test
  void addedFieldsFollowSortedByName() {
    assertThat(FieldOrder.updated(fields("_id", "m"), fields("_id", "m", "z", "a")).keySet())
        .containsExactly("_id", "m", "a", "z");
  }

  @Test
  void numericNamesAreSortedByNumber() {
    assertThat(FieldOrder.updated(fields("_id"), fields("_id", "10", "9", "a")).keySet())
        .containsExactly("_id", "9", "10", "a");
  }

  @Test
  void fieldsOfEachOperatorAreSorted() {
    // given
    Document update = new Document("$set", fields("b", "a")).append("$unset", fields("d", "c"));

    // when
    Document ordered = FieldOrder.operators(update);

    // then
    assertThat(ordered.keySet()).containsExactly("$set", "$unset");
    assertThat(((Document) ordered.get("$set")).keySet()).containsExactly("a", "b");
    assertThat(((Document) ordered.get("$unset")).keySet()).containsExactly("c", "d");
  }

  private static Document fields(String... names) {
    Document document = new Document();
    for (String name : names) {
      document.put(name, 1);
    }
    return document;
  }
}
