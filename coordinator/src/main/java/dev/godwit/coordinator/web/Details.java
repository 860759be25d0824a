package dev.godwit.coordinator.web;

import dev.godwit.boot.Answer;
import dev.godwit.boot.Request;

/** Answers one question about a migration that is known. */
@FunctionalInterface
interface Details {

  /** The answer; what it throws is answered with status 500. */
  Answer of(StateView.Known migration, Request request) throws Exception;
}
