package dev.godwit.boot;

/**
 * A setting's text is wrong for a reason worth telling; the message must not hold the text, because
 * it is shown even when the setting is a secret.
 */
public final class RefusedValueException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what is wrong, without the value
   */
  public RefusedValueException(String reason) {
    super(reason);
  }
}
