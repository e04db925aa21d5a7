/** The OCI regions that pair with an Azure region: identifier and three-letter key. */
export const regionKeys: ReadonlyMap<string, string> = new Map([
  ["us-ashburn-1", "IAD"],
  ["us-phoenix-1", "PHX"],
  ["us-sanjose-1", "SJC"],
  ["ca-toronto-1", "YYZ"],
  ["sa-vinhedo-1", "VCP"],
  ["uk-london-1", "LHR"],
  ["eu-amsterdam-1", "AMS"],
  ["eu-frankfurt-1", "FRA"],
  ["af-johannesburg-1", "JNB"],
  ["ap-tokyo-1", "NRT"],
  ["ap-seoul-1", "ICN"],
  ["ap-singapore-1", "SIN"],
]);

export const keyOfRegion = (region: string): string => regionKeys.get(region) ?? region;
