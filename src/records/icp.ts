const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云黔滇藏陕秦甘陇青宁新';
const ICP = new RegExp(`^([${PROVINCES}])ICP([备证])(\\d{6,10})号(?:-(\\d{1,4}))?$`);

/** An ICP number in its one spelling (`浙ICP备12345678号-1`): full-width forms, spaces and letter case are levelled; null when it is none. */
export function normalizeIcp(input: string): string | null {
  const text = input.normalize('NFKC').replaceAll(/\s/g, '').replaceAll(/[‐‑‒–—−]/g, '-').toUpperCase();
  return ICP.test(text) ? text : null;
}
