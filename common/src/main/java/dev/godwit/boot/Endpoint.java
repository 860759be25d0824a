package dev.godwit.boot;

/** Answers HTTP requests for one path; called from several threads at a time. */
@FunctionalInterface
public interface Endpoint {

  /**
   * The answer; anything thrown is logged and answered with status 500.
   *
   * @throws Exception if it cannot be answered
   */
  Answer answer(Request request) throws Exception;
}
