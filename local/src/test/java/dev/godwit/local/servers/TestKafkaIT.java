package dev.godwit.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestKafkaIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();

  @Test
  void everyPrefixMakesTopicsOfItsOwn() throws Exception {
    // given
    String one = KAFKA.uniquePrefix() + "commands";
    String other = KAFKA.uniquePrefix() + "commands";

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
      // when
      admin
          .createTopics(List.of(new NewTopic(one, 1, (short) 1), new NewTopic(other, 1, (short) 1)))
          .all()
          .get();

      // then
      assertThat(admin.listTopics().names().get()).contains(one, other);
    }
  }
}
