package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LastingAdminTest {

  private final List<Admin> made = new ArrayList<>();
  private final List<Object> closed = new ArrayList<>();
  private final LastingAdmin lasting = new LastingAdmin(this::made);

  private Admin made() {
    Admin admin =
        (Admin)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Admin.class},
                (self, method, arguments) ->
                    switch (method.getName()) {
                      case "equals" -> self == arguments[0];
                      case "hashCode" -> 1;
                      case "close" -> closed.add(self) ? null : null;
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    made.add(admin);
    return admin;
  }

  private void fail(KafkaException failure) {
    assertThatThrownBy(
            () ->
                lasting.ask(
                    admin -> {
                      throw new ExecutionException(failure);
                    }))
        .hasCause(failure);
  }

  @Test
  void itIsMadeOnceWhateverElseGoesWrong() throws Exception {
    // when
    fail(new TimeoutException("no answer"));
    Admin asked = lasting.ask(admin -> admin);
    // then
    assertThat(made).hasSize(1);
    assertThat(asked).isSameAs(made.get(0));
  }

  @Test
  void itIsMadeAnewOnceItWasNotAccepted() throws Exception {
    // when
    fail(new SaslAuthenticationException("wrong password"));
    Admin asked = lasting.ask(admin -> admin);
    // then
    assertThat(made).hasSize(2);
    assertThat(asked).isSameAs(made.get(1));
    assertThat(closed).hasSize(1);
  }

  @Test
  void afterItIsClosedNobodyIsAsked() {
    // when
    lasting.close();
    // then
    assertThatThrownBy(() -> lasting.ask(admin -> admin)).hasMessageContaining("closed");
  }
}
