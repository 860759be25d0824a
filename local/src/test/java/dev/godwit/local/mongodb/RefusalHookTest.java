package dev.godwit.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class RefusalHookTest {

  private static final Refusal REFUSAL = Refusal.error(1, "no");

  @Test
  void nthRefusesOneOfThoseThatMatch() {
    // given
    RefusalHook hook = RefusalHook.nth(2, Operation.command("find"), REFUSAL);

    // then
    assertThat(hook.refuse(find("a"))).isEmpty();
    assertThat(hook.refuse(insert())).isEmpty();
    assertThat(hook.refuse(find("a"))).contains(REFUSAL);
    assertThat(hook.refuse(find("a"))).isEmpty();
  }

  @Test
  void eachRefusesAllThatMatch() {
    // given
    RefusalHook hook = RefusalHook.each(Operation.command("find").and(Operation.on("a")), REFUSAL);

    // then
    assertThat(hook.refuse(find("a"))).contains(REFUSAL);
    assertThat(hook.refuse(find("a"))).contains(REFUSAL);
    assertThat(hook.refuse(find("b"))).isEmpty();
    assertThat(hook.refuse(insert())).isEmpty();
  }

  @Test
  void commandsAndTheWritesInThemAreTold() {
    assertThat(Operation.write("insert").test(insert())).isTrue();
    assertThat(Operation.command("insert").test(insert())).isFalse();
    assertThat(Operation.write("find").test(find("a"))).isFalse();
  }

  private static Operation find(String collection) {
    return new Operation("d", collection, "find", Operation.Scope.COMMAND, new BsonDocument());
  }

  private static Operation insert() {
    return new Operation("d", "a", "insert", Operation.Scope.WRITE, new BsonDocument());
  }
}
