package dev.godwit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.StartException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AtOnceTest {

  @Test
  void thingsThatNeedEachOtherAllEnd() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);

    AtOnce.run(
        List.of(
            () -> {
              first.countDown();
              second.await();
            },
            () -> {
              second.countDown();
              first.await();
            }));

    assertThat(first.getCount() + second.getCount()).isZero();
  }

  @Test
  void oneThatFailsEndsTheOthers() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                AtOnce.run(
                    List.of(
                        () -> {
                          try {
                            new CountDownLatch(1).await();
                          } catch (InterruptedException e) {
                            interrupted.countDown();
                          }
                        },
                        () -> {
                          throw new StartException("the port is taken");
                        })))
        .isInstanceOf(StartException.class)
        .hasMessage("the port is taken");
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
