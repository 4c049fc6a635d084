import { createContext, useContext } from 'hono/jsx';

/** What is wrong, by name of the field. */
export type FormErrors = Record<string, string | undefined>;
/** What was entered, by name of the field; several for a group of checkboxes. */
export type FormValues = Record<string, string | string[] | undefined>;

export interface FormInside {
  prefix: string;
  errors: FormErrors;
  values: FormValues;
  /** It came back: a checkbox that is not among the values was left empty. */
  sent: boolean;
}

const FormContext = createContext<FormInside>({ prefix: 'f', errors: {}, values: {}, sent: false });
export const FormProvider = FormContext.Provider;
export const useForm = (): FormInside => useContext(FormContext);
