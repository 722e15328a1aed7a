/**
 * Personal data: what is stored is sealed, what is compared is hashed, what is shown is masked,
 * what travels is de-identified.
 *
 * <ul>
 *   <li>{@link org.fengqiao.privacy.FieldCipher} seals one column value, bound to its place;
 *   <li>{@link org.fengqiao.privacy.KeyedHash} makes {@code personKeys} and {@code addressKey}, the
 *       only trace of a person on topics inside the platform;
 *   <li>{@link org.fengqiao.privacy.Masks} is what staff see until they unmask with a reason;
 *   <li>{@link org.fengqiao.privacy.Deidentifier} writes the title and summary that are searched,
 *       compared and sent on.
 * </ul>
 *
 * <p>Plain Java; no exception of this package carries a value it was given. Basis: 个人信息保护法 arts 28,
 * 51; GB/T 22239-2019.
 */
@NullMarked
package org.fengqiao.privacy;

import org.jspecify.annotations.NullMarked;
