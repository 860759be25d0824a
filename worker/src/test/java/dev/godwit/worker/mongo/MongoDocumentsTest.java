package dev.godwit.worker.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.junit.jupiter.api.Test;

class MongoDocumentsTest {

  private final ScriptedDriver driver = new ScriptedDriver();

  @Test
  void aQuestionThatIsTooLargeToSendIsTooLarge() {
    // given
    driver.fails("find c", new BsonMaximumSizeExceededException("larger than maximum of 16793600"));
    Documents documents = driver.connection().documents("c");
    Query query = Query.of(List.of(new BsonInt32(1)));

    // then
    assertThatThrownBy(() -> documents.read(query, document -> true))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.TOO_LARGE))
        .hasMessageContaining("16793600");
  }
}
