package dev.godwit.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTest {

  @Test
  void theOldestMakeRoomWhenThereAreTooMany() {
    // given
    Bounded<String> texts = new Bounded<>(2, 100);
    texts.put("a", "1");
    texts.put("b", "2");
    // when: 'a' is newer than 'b' now
    texts.put("a", "3");
    texts.put("c", "4");
    // then
    assertThat(texts.find("b")).isEmpty();
    assertThat(texts.where(key -> true)).containsOnlyKeys("a", "c").containsEntry("a", "3");
  }

  @Test
  void andWhenTheyAreTooLongTogether() {
    // given
    Bounded<String> texts = new Bounded<>(100, 10);
    texts.put("a", "1234");
    texts.put("a", "123456");
    texts.put("b", "1234");
    assertThat(texts.where(key -> true)).hasSize(2);
    // when
    texts.put("c", "1");
    // then
    assertThat(texts.where(key -> true)).containsOnlyKeys("b", "c");
    // when: one alone is too long
    texts.put("d", "12345678901");
    // then
    assertThat(texts.where(key -> true)).isEmpty();
    texts.put("e", "1234567890");
    assertThat(texts.find("e")).isPresent();
  }
}
