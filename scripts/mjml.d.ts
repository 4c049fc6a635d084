/** The part of mjml 4 that build-templates uses; the package ships no types. */
declare module 'mjml' {
  interface MjmlFault {
    formattedMessage: string;
  }
  export default function mjml2html(source: string, options: { filePath: string; validationLevel: 'strict' | 'soft' | 'skip' }): { html: string; errors: MjmlFault[] };
}
